;;; drive.el --- Emacs and Eglot on attrc lsp  -*- lexical-binding: t; -*-

;;; Commentary:

;; Emacs with the package of `editors/emacs', as somebody would use it: the
;; texts that come out have to be those in `expected/'.
;;
;;   emacs --batch -Q -L editors/emacs -l drive.el REPOSITORY PROJECT

;;; Code:

(setq package-user-dir (expand-file-name "elpa" temporary-file-directory)
      make-backup-files nil
      auto-save-default nil
      create-lockfiles nil)
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa")
(package-initialize)
(require 'attr-mode)
(require 'eglot)
(require 'flymake)
(require 'imenu)
(require 'xref)

(setq eglot-sync-connect 10
      eglot-send-changes-idle-time 0.05
      eglot-confirm-server-initiated-edits nil
      flymake-no-changes-timeout 0.1
      ;; What the steps say is enough.
      inhibit-message t)

(defvar drive-repository (expand-file-name (nth 0 command-line-args-left)))
(defvar drive-project (file-truename (nth 1 command-line-args-left)))
(defvar drive-failed 0)
(defvar drive-main nil)
(setq command-line-args-left nil)

;;;; Steps

(defmacro drive-step (name &rest body)
  "Run BODY and say whether NAME holds; go on in any case."
  (declare (indent 1))
  `(let ((began (float-time)) failure said)
     (condition-case problem
         (setq said (progn ,@body))
       (error (setq failure (error-message-string problem)
                    drive-failed (1+ drive-failed))))
     (princ (format "  %s %s (%d ms)%s\n" (if failure "FAIL" "ok  ") ,name
                    (* 1000 (- (float-time) began))
                    (cond (failure (concat ": " failure))
                          ((stringp said) (concat ": " said))
                          (t ""))))))

(defun drive-await (what probe)
  "Wait until PROBE returns something, and return that; WHAT it waits for."
  (let ((end (+ (float-time) 10)) found)
    (while (and (not (setq found (funcall probe))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (or found (error "In vain waited for: %s" what))))

(defun drive-equal (wanted got what)
  "Fail unless WANTED is GOT, which is WHAT."
  (unless (equal wanted got)
    (error "%s: wanted %S, got %S" what wanted got)))

(defun drive-same-text (wanted got what)
  "Fail unless WANTED is GOT, which is WHAT; tell the first line that differs."
  (let ((lines (split-string got "\n")) (at 0))
    (dolist (line (split-string wanted "\n"))
      (setq at (1+ at))
      (drive-equal line (pop lines) (format "%s:%d" what at)))
    (drive-equal wanted got what)))

(defun drive-has (text part what)
  "Fail unless TEXT, which is WHAT, has PART."
  (unless (and text (string-search part text))
    (error "%s: no %S in %S" what part text)))

(defun drive-go (text &optional nth)
  "Put point before the NTH occurrence of TEXT; return where it ends."
  (goto-char (point-min))
  (let ((case-fold-search nil))
    (search-forward text nil nil (or nth 1)))
  (prog1 (point)
    (goto-char (match-beginning 0))))

(defun drive-text (file)
  "Return what the buffer of FILE, in the project, has."
  (with-current-buffer (find-file-noselect (expand-file-name file drive-project))
    (buffer-substring-no-properties (point-min) (point-max))))

(defun drive-read (file)
  "Return what FILE has."
  (with-temp-buffer
    (insert-file-contents file)
    (buffer-string)))

(defun drive-findings ()
  "Return the findings of this buffer: begin, end, type."
  (mapcar (lambda (finding)
            (list (flymake-diagnostic-beg finding)
                  (flymake-diagnostic-end finding)
                  (flymake-diagnostic-type finding)))
          (flymake-diagnostics)))

(defun drive-place (text type)
  "Return where TEXT stands, as a finding of TYPE does."
  (save-excursion
    (let ((end (drive-go text)))
      (list (point) end type))))

(defun drive-server ()
  "Return the server of this buffer."
  (eglot--current-server-or-lose))

(defun drive-sync ()
  "Send what was changed: in a batch no timer does it."
  (eglot--signal-textDocument/didChange))

;;;; The package

(drive-step "the package compiles without a warning"
  (let ((byte-compile-error-on-warn t)
        (byte-compile-dest-file-function
         (lambda (file)
           (expand-file-name (concat (file-name-nondirectory file) "c")
                             temporary-file-directory))))
    (dolist (file '("attr-words.el" "attr-mode.el"))
      (unless (byte-compile-file
               (expand-file-name (concat "editors/emacs/" file) drive-repository))
        (error "%s does not compile" file)))))

(drive-step "its documentation is in order"
  (let (complaints)
    (cl-letf (((symbol-function 'warn)
               (lambda (format &rest rest)
                 (push (apply #'format format rest) complaints))))
      (dolist (file '("attr-words.el" "attr-mode.el"))
        (checkdoc-file (expand-file-name (concat "editors/emacs/" file)
                                         drive-repository))))
    (drive-equal nil complaints "what checkdoc says")))

(drive-step "it indents as the formatter lays out"
  (dolist (case '("harbor" "apt31" "notpetya"))
    (with-temp-buffer
      (insert-file-contents (expand-file-name
                             (format "fixtures/cases/%s/main.attr" case)
                             drive-repository))
      (attr-mode)
      (let ((laid-out (buffer-string)))
        (goto-char (point-min))
        (while (not (eobp))
          (delete-horizontal-space)
          (forward-line))
        (indent-region (point-min) (point-max))
        (drive-same-text laid-out (buffer-string) case)))))

(drive-step "it knows the findings of `attrc check', behind wide characters"
  (let ((compilation-ask-about-save nil)
        (default-directory (file-name-as-directory drive-project)))
    (with-current-buffer
        (with-temp-buffer
          (attr-mode)
          (compile compile-command))
      (drive-await "the end of the command"
                   (lambda () (not (get-buffer-process (current-buffer)))))
      (goto-char (point-min))
      (compilation-next-error 1)
      (let ((buffer (current-buffer)))
        (compile-goto-error)
        (drive-equal "main.attr" (file-name-nondirectory (buffer-file-name))
                     "the file")
        (drive-equal "harbor" (thing-at-point 'symbol t) "what stands there")
        (kill-buffer buffer)))))

;;;; The server

(setq drive-main (find-file-noselect (expand-file-name "main.attr" drive-project)))
(set-buffer drive-main)

(drive-step "the package knows the file"
  (drive-equal 'attr-mode major-mode "major mode"))

(drive-step "the server attaches"
  (apply #'eglot--connect (eglot--guess-contact))
  (drive-await "the server" #'eglot-current-server)
  (unless (eglot-managed-p)
    (eglot--maybe-activate-editing-mode))
  (drive-equal t (and (eglot-managed-p) t) "managed"))

(drive-step "a finding stands exactly where it is, behind CJK and astral characters"
  (flymake-mode 1)
  (flymake-start)
  (drive-await "findings" #'flymake-diagnostics)
  (accept-process-output nil 0.5)
  (flymake-start)
  (drive-equal (list (drive-place "harbor" 'eglot-error)) (drive-findings)
               "findings"))

(drive-step "completion offers the name in scope"
  (drive-go "harbor")
  (forward-char 4)
  (let* ((capf (eglot-completion-at-point))
         (offered (all-completions "harb" (nth 2 capf))))
    (drive-equal (car (drive-place "harbor" nil)) (nth 0 capf) "where the word begins")
    (drive-equal "harbour" (car (mapcar #'substring-no-properties offered))
                 "what is offered")))

(drive-step "completing writes the name"
  (drive-go "harbor")
  (delete-region (+ (point) 4) (+ (point) 6))
  (forward-char 4)
  (drive-sync)
  (completion-at-point)
  (drive-has (buffer-string) "targets harbour  during" "the text")
  ;; Back to the mistake, for the code action.
  (drive-go "targets harbour  during")
  (forward-char (length "targets harbo"))
  (delete-char 1)
  (drive-sync))

(drive-step "hover tells who a name is"
  (drive-go "linked-to kirin")
  (forward-char (length "linked-to k"))
  (let* ((answer (jsonrpc-request (drive-server) :textDocument/hover
                                  (eglot--TextDocumentPositionParams)))
         (told (plist-get answer :contents)))
    (drive-has (if (stringp told) told (plist-get told :value)) "麒麟𠮷" "hover")))

(drive-step "definition goes to the other file"
  (drive-go "linked-to kirin")
  (forward-char (length "linked-to k"))
  (xref-find-definitions "LSP identifier at point.")
  (drive-equal "parties.attr" (file-name-nondirectory (buffer-file-name)) "file")
  (drive-equal "kirin" (thing-at-point 'symbol t) "what stands there")
  (drive-equal (car (drive-place "kirin" nil)) (point) "point")
  (set-buffer drive-main))

(drive-step "references are all places, in both files"
  (drive-go "linked-to kirin")
  (forward-char (length "linked-to k"))
  (drive-equal
   '("main.attr:11" "main.attr:13" "main.attr:14" "parties.attr:8")
   (sort (mapcar (lambda (item)
                   (let ((location (xref-item-location item)))
                     (format "%s:%d"
                             (file-name-nondirectory (xref-location-group location))
                             (xref-location-line location))))
                 (xref-backend-references 'eglot "LSP identifier at point."))
         #'string<)
   "references"))

(drive-step "the outline comes from the server"
  (let ((names (flatten-tree (eglot-imenu))))
    (dolist (name '("bulletin" "spokesman"))
      (unless (member name (mapcar (lambda (name) (and (stringp name)
                                                       (substring-no-properties name)))
                                   names))
        (error "No %s in %S" name names)))))

(drive-step "a code action mends the name"
  (drive-go "harbor")
  (forward-char 1)
  (flymake-start)
  (drive-await "the finding" #'flymake-diagnostics)
  ;; What the command asks in the minibuffer is answered here.
  (cl-letf* ((last-nonmenu-event ?a)
             ((symbol-function 'completing-read)
              (lambda (_ actions &rest _)
                (or (seq-find (lambda (title) (string-search "harbour" title))
                              (mapcar #'car actions))
                    (error "No action writes the name: %S"
                           (mapcar #'car actions))))))
    (eglot-code-actions (point) nil nil t)
    (drive-has (buffer-string) "targets harbour" "the text")))

(drive-step "findings are those of the new text: the whole project's"
  (drive-sync)
  (drive-await "the other finding alone"
               (lambda ()
                 (flymake-start)
                 (equal (mapcar #'flymake-diagnostic-type (flymake-diagnostics))
                        '(eglot-warning))))
  (drive-equal (list (drive-place "\"木馬🦄\"" 'eglot-warning)) (drive-findings)
               "findings"))

(drive-step "renaming changes both files"
  (drive-go "linked-to kirin")
  (forward-char (length "linked-to k"))
  (eglot-rename "qilin")
  (drive-equal nil (string-search "kirin" (drive-text "main.attr")) "the old name")
  (drive-has (drive-text "parties.attr") "actor qilin" "parties.attr"))

(drive-step "formatting lays the file out"
  (drive-sync)
  (eglot-format-buffer)
  (drive-equal nil (string-search "   linked-to" (buffer-string)) "blanks"))

(drive-step "the texts are what was expected"
  (dolist (file '("main.attr" "parties.attr"))
    (drive-same-text (drive-read (expand-file-name (concat "tests/editors/expected/" file)
                                               drive-repository))
                 (drive-text file)
                 file)))

(drive-step "the server ends when it is told to"
  (let ((server (drive-server)))
    (dolist (buffer (buffer-list))
      (with-current-buffer buffer
        (set-buffer-modified-p nil)))
    (eglot-shutdown server)
    (drive-await "its end" (lambda () (not (jsonrpc-running-p server))))))

(unless (zerop drive-failed)
  (princ (format "%d steps failed\n" drive-failed))
  (kill-emacs 1))

;;; drive.el ends here
