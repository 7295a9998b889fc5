;;; attr-mode.el --- Major mode for attribution facts  -*- lexical-binding: t; -*-

;; Author: the authors of attrc
;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; `.attr' files say who did what, according to whom; attrc compiles them to
;; STIX 2.1.  This mode colours and indents them, lists what they declare
;; (`imenu'), and knows the findings of `attrc check' (`compile').
;;
;; With Eglot the rest comes from the compiler itself: \\[eglot] starts
;; `attrc lsp'.  To start it with every file:
;;
;;     (add-hook 'attr-mode-hook #'eglot-ensure)

;;; Code:

(require 'attr-words)
(require 'compile)

(defvar eglot-server-programs)

(defgroup attr nil
  "Attribution facts: who did what, according to whom."
  :group 'languages)

(defcustom attr-command "attrc"
  "The compiler: a name that is looked up in the path, or a file."
  :type 'string)

(defcustom attr-indent-offset 2
  "Columns that a block is indented by; `attrc fmt' takes two."
  :type 'natnum
  :safe #'natnump)

;;;; Text

(defvar attr-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?' "." table)
    table)
  "Words have hyphens, names underscores; comments run from a number sign.")

(defun attr-mode--text-quotes ()
  "Let the three quotes that were found open or close a text of several lines."
  (let* ((start (match-beginning 0))
         (state (save-excursion (syntax-ppss start)))
         (within (nth 3 state)))
    (cond ((nth 4 state))
          ((null within)
           (put-text-property start (1+ start) 'syntax-table '(15)))
          ((eq within t)
           (put-text-property (+ start 2) (+ start 3) 'syntax-table '(15))))))

(defconst attr-mode--syntax-propertize
  (syntax-propertize-rules
   ("\"\"\"" (0 (ignore (attr-mode--text-quotes)))))
  "How the quotes of texts are told from those of strings.")

;;;; Colours

(defun attr-mode--one-of (&rest lists)
  "Return a regular expression for the words in LISTS, as whole symbols."
  (regexp-opt (apply #'append lists) 'symbols))

(defconst attr-mode--name "\\_<[a-z][a-z0-9_]*\\_>"
  "What a name looks like.")

(defvar attr-mode-key-face
  (if (facep 'font-lock-property-name-face)
      'font-lock-property-name-face
    'font-lock-doc-face)
  "The face of keys; Emacs has one of its own since 29.")

(defconst attr-mode-font-lock-keywords
  (let ((kind (attr-mode--one-of attr-words-kinds)))
    `((,(concat "^\\s-*\\(?:" kind "\\)[ \t]+\\(" attr-mode--name "\\)")
       (1 font-lock-type-face)
       (2 font-lock-variable-name-face))
      (,(concat "^\\s-*\\_<\\(from\\)[ \t]+\\(" attr-mode--name "\\)")
       (1 font-lock-keyword-face)
       (2 font-lock-constant-face))
      ("\\[\\([a-z][a-z0-9_]*\\(?:/[a-z][a-z0-9_]*\\)?\\)\\]"
       (1 font-lock-constant-face))
      (,(attr-mode--one-of attr-words-keywords
                           attr-words-stances
                           attr-words-responses)
       . font-lock-keyword-face)
      (,(attr-mode--one-of attr-words-hedges) . font-lock-warning-face)
      (,(attr-mode--one-of attr-words-verbs) . font-lock-function-name-face)
      (,(attr-mode--one-of attr-words-qualifiers attr-words-modifiers
                           attr-words-vague)
       . font-lock-builtin-face)
      (,(attr-mode--one-of attr-words-gaps) . font-lock-constant-face)
      ;; Before a title and in a claim a kind is told by the quote behind it.
      (,(concat (attr-mode--one-of attr-words-observables attr-words-kinds)
                "[ \t]+\"")
       (1 font-lock-type-face))
      ;; Keys are no reserved words: they begin a line, a block or a column.
      (,(concat "\\(?:^[ \t]*\\|{[ \t]*\\|  \\)"
                (attr-mode--one-of attr-words-keys)
                "[ \t]+[^ \t\n]")
       (1 attr-mode-key-face))
      ("\\_<[A-Z][A-Za-z0-9_]*\\(?:[.-][A-Za-z0-9_]+\\)*\\_>"
       . font-lock-constant-face)))
  "What is coloured, from the surest to the least sure.")

;;;; Indentation

(defconst attr-mode--further
  (concat "[ \t]*" (attr-mode--one-of attr-words-qualifiers attr-words-hedges))
  "What begins a line that goes on with the one before.")

(defconst attr-mode--speech
  (attr-mode--one-of attr-words-stances)
  "What makes a block one of claims.")

(defun attr-mode--goes-on-p (state)
  "Return non-nil if this line continues the line before.
STATE is the syntactic state at its beginning."
  (or (and (looking-at attr-mode--further)
           ;; The one qualifier that is the key of a declaration as well.
           (or (not (string= (match-string 1) "confidence"))
               (and (nth 1 state)
                    (save-excursion
                      (goto-char (nth 1 state))
                      (re-search-backward attr-mode--speech
                                          (line-beginning-position) t)))))
      (save-excursion
        (forward-comment (- (point)))
        (and (eq (char-before) ?,)
             ;; The lines of a list are a block of their own.
             (not (and (nth 1 state) (eq (char-after (nth 1 state)) ?\[)))))))

(defun attr-mode--column ()
  "The column that this line is to be indented to; nil inside of a text."
  (save-excursion
    (beginning-of-line)
    (let ((state (syntax-ppss)))
      (unless (nth 3 state)
        (let ((depth (nth 0 state)))
          (cond ((looking-at "[ \t]*[]}]")
                 (* attr-indent-offset (max 0 (1- depth))))
                ((attr-mode--goes-on-p state)
                 (+ 4 (* attr-indent-offset depth)))
                (t (* attr-indent-offset depth))))))))

(defun attr-mode-indent-line ()
  "Indent this line as `attrc fmt' would; leave the lines of texts alone."
  (interactive)
  (let ((column (attr-mode--column))
        (behind (- (point-max) (point))))
    (if (null column)
        'noindent
      (back-to-indentation)
      (let ((inside (> (- (point-max) behind) (point))))
        (indent-line-to column)
        (when inside
          (goto-char (- (point-max) behind)))))))

;;;; What a file declares

(defconst attr-mode-imenu-generic-expression
  (let ((title "\\(?:[ \t]+\"[^\"\n]*\"\\)?"))
    `((nil ,(concat "^[ \t]*" (attr-mode--one-of
                               (remove "source" attr-words-kinds))
                    "[ \t]+\\(" attr-mode--name "\\)" title "[ \t]*\\(?:{\\|$\\)")
           2)
      ("Sources" ,(concat "^[ \t]*source[ \t]+\\(" attr-mode--name "\\)") 1)
      ("Labels" "^[ \t]*\\[\\([a-z][a-z0-9_]*\\)\\]" 1)))
  "Declarations, sources and labels.")

;;;; Findings of the compiler

(add-to-list 'compilation-error-regexp-alist 'attrc)
(add-to-list 'compilation-error-regexp-alist-alist
             '(attrc
               "^\\(.+?\\):\\([0-9]+\\):\\([0-9]+\\): \\(?:\\(warning\\)\\|\\(note\\)\\|error\\): .*"
               1 2 3 (4 . 5)))

;;;; The mode

;;;###autoload
(define-derived-mode attr-mode prog-mode "attr"
  "Major mode for attribution facts: who did what, according to whom."
  (setq-local comment-start "# ")
  (setq-local comment-start-skip "#+[ \t]*")
  (setq-local syntax-propertize-function attr-mode--syntax-propertize)
  (setq-local font-lock-defaults '(attr-mode-font-lock-keywords))
  (setq-local indent-line-function #'attr-mode-indent-line)
  (setq-local indent-tabs-mode nil)
  (setq-local electric-indent-chars (append "}]" electric-indent-chars))
  (setq-local fill-column 100)
  (setq-local imenu-generic-expression attr-mode-imenu-generic-expression)
  ;; attrc counts characters, and not the columns of a screen.
  (setq-local compilation-error-screen-columns nil)
  (setq-local compile-command
              (concat (shell-quote-argument attr-command)
                      " check --format short")))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.attr\\'" . attr-mode))

(defun attr-mode-server (&rest _)
  "Return the command for Eglot."
  (list attr-command "lsp"))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(attr-mode . attr-mode-server)))

(provide 'attr-mode)

;;; attr-mode.el ends here
